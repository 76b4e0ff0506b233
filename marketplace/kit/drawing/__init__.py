"""Pictures made on the server as SVG: availability bars, price paths, posters. Colours come from the style sheet."""

"""Pictures made on the server as SVG: availability bars, price paths, posters. They take colours from the page's style sheet."""

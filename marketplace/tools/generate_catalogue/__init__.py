"""A catalogue of generated programmes, of the shape that was measured: for trying Monsoon at its full size."""

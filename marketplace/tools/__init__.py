"""What starts, fills and stands in for things around the product: launcher, demo, generated catalogues, Stripe's sandbox."""

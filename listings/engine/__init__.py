"""The rights engine: a million programmes scanned in memory, exactly. PostgreSQL decides, the engine proposes.

    layout    what lies where in a block          plan          a request projected onto the interned sets
    block     one mapped file of columns          scan_numpy    which cells are free; scan_numba: the same, compiled
    sets      interned sets of codes              facets        counts; tally_numba: the same, compiled
    base      the rows of a new block in order    top           the best matches of an order
    writer    what changes, behind the base       engine        a block and the answers it gives
    source    what is read in PostgreSQL          kernels       numpy or numba
    build     a new block from PostgreSQL         folder        the newest block, for readers
    compact   a new block from an old one         follower      keeps the newest block up to date (apply: one batch)

To use it on its own (the catalogue is `listings.catalogue.queries.catalogue`):

    block, _expiries = build(connection, path, at=timezone.now())       # listings.engine.build
    engine = Engine(block, kernel="numpy")                               # listings.engine.engine; or "numba"
    result = engine.search(Search(request=…, chosen=…, sort=…, page=…))  # listings.catalogue.queries.search_terms
    result.total, result.fits, result.facets, result.ids, result.free
    engine.bytes_read(), engine.memory()

`Engine.search` may be called from many threads. The kernels give the same answers.
"""

"""The rights engine: a million programmes scanned in memory, exactly. PostgreSQL decides, the engine proposes.

    layout    what lies where in a block          plan         a request projected onto the interned sets
    block     one mapped file of columns          scan_numpy   the scan; scan_numba: the same, compiled
    sets      interned sets of codes              facets, top  counts, and the best matches of an order
    writer    base and changes                    engine       a block and the answers it gives
    source    what is read in PostgreSQL          folder       the newest block, for readers
    build     a new block                         follower     keeps the newest block up to date

To use it on its own (the catalogue is `listings.queries.catalogue`):

    block, _expiries = build(connection, path, at=timezone.now())       # listings.engine.build
    engine = Engine(block, kernel="numpy")                               # listings.engine.engine; or "numba"
    result = engine.search(Search(request=…, chosen=…, sort=…, page=…))  # listings.queries.searching
    result.total, result.fits, result.facets, result.ids, result.free
    engine.bytes_read(), engine.memory()

`Engine.search` may be called from many threads. The kernels give the same answers.
"""

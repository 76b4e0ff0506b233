"""Text search in every script of the region: tokens to store, queries to ask, the order of hits and of lists.

index:   tsv = array_to_tsvector(index_tokens([(title, "zh-Hans"), (english, "en"), (director, "")]))
search:  tsv @@ query.tsquery::tsquery  (too few? query.loose), ts_rank(tsv, query.rank_tsquery::tsquery) for the
         first few hundred, then best_similarity(query.text, titles) for the page
"""

from listings.text.query import TextQuery, parse_query
from listings.text.similarity import best_similarity, measure_similarity
from listings.text.sortkeys import sort_key
from listings.text.tokens import index_tokens

__all__ = ["TextQuery", "best_similarity", "index_tokens", "measure_similarity", "parse_query", "sort_key"]

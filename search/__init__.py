"""One small Index protocol with tantivy and Elasticsearch behind it, one query language for both."""

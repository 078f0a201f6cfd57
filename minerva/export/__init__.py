"""What users take with them: quotations and indicators as documents, tables and bibliographies."""

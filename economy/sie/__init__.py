"""SIE, the Swedish exchange format for books: types 1-4 read, types 4E and 4I written.

Our own, as no kept Python library reads SIE. It knows nothing of Django: `reader.read` gives a whole file with
its findings, `reader.begin_reading` its records one by one, `preview.preview_of_file` what to show before anything is stored,
and `writer.vouchers_file` the vouchers that go back to the bookkeeper.
"""

"""Reports of earlier runs, kept in the platform's cache folder while nothing that they say has changed.

A report is a function of what the source answered, the settings and the doctor itself. So it is kept with a digest of
every answer that it is made of: of files, of missing ones, of listings and of searches. A later run asks the same
things again, and uses the report only if each answer is the same.

Next to it is what each page brought into it, with the answers that only this page is made of. If a file changed, only
the pages that asked for it are judged again. If a file is new or gone, all are.
"""

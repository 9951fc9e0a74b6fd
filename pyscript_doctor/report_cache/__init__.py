"""Reports of earlier runs, kept in the platform's cache folder while nothing that they say has changed.

A report is a function of what the source answered, the settings and the doctor itself. So one is kept with a digest of
every answer that it is made of: of files, of those that are missing, of listings and of searches. A later run asks the
same things again, and takes the report only if each answer is the same.

Beside it is what each page brought into it, with the answers that this page alone is made of. If a file changed,
only the pages are judged again that asked for it. If a file is new or gone, all are.
"""

"""Office.js: the worksheet functions and scripts for Excel on Mac, on the web and on Windows, served over HTTPS.

Served through Starlette over xlwings.server. The package xlwings-server is not used: it runs whatever config.py,
lifespan.py, routers and .env stand in the folder it is started from, sends whole sheets to a script, gives its pages to
anyone who asks, and needs Redis and socket.io clients. What is needed of it is a page, two scripts and four addresses.
"""

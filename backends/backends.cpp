// The library is filled area by area; see backends/README.md.

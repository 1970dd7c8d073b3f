open(__file__, "a").write("\nprint('changed')\n")

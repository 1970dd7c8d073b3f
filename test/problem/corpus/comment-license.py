# Copyright the authors. All rights reserved.

# Bus stops
#
# Count the stops.
#
# ## Sample Input
# ```
# 4
# ```
# ## Sample Output
# ```
# 3
# ```
import sys

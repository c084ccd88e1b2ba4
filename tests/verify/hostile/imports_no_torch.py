# expect: 2 recorded nothing
# options: 
print("nothing to see")

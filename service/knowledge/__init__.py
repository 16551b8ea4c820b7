"""Knowledge: content as it is asked: by id, by search, by place, by what was said before."""

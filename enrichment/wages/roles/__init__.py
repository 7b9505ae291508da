"""What each number of an advert is for, learnt from marked adverts: asked where the rules worked no wage out."""

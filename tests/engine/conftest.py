from hypothesis import settings, Phase
settings.register_profile('dev', max_examples=100, phases=[Phase.generate], deadline=None, database=None)
settings.load_profile('dev')

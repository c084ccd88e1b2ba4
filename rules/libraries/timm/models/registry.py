from timm.models import is_model, list_models, register_model

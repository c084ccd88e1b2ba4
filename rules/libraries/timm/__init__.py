from timm.models import create_model, is_model, list_models

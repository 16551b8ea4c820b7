"""The table of what serves, as a gateway saw it last; ``service.operations`` alone writes it."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class ServingModel(Base):
    """A trained model that Rasa answered with."""

    __tablename__ = "serving_models"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)  # of its file
    since: Mapped[datetime]  # when it was seen first since another one
    seen_at: Mapped[datetime]

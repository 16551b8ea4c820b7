"""The articles that code names."""

from service.content import named_topics
from service.content.model import Content


def test_every_article_that_code_names_is_there(content: Content) -> None:
    """A button to an article that was renamed would tell the citizen that it is gone."""
    named = {value for name, value in vars(named_topics).items() if name.isupper()}

    assert named
    assert named <= {article.id for article in content.articles}

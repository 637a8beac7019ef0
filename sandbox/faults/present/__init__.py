"""Operations that are not there."""

"""Sessions and what makes them safe."""

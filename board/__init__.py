"""The app for meetings, decisions, protocols, signing and anslag."""

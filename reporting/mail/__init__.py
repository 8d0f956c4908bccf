"""What goes by mail: to members and board their own questions and the revisionsberättelse, to writers their sections."""

"""The facilitator's terminal: the private panel of a group session, which never lands on the wall."""

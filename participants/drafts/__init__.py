"""Who stands in what somebody began to write and has not sent: it goes with them."""

"""The client of WeChat's server API: endpoints, answers, retries, errors."""

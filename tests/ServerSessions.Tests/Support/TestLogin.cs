namespace ServerSessions.Tests.Support;

public sealed record TestLogin(string Email, string Password);

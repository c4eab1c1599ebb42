namespace ServerSessions.Testing;

/// <summary>One sign-in of a user: what a ticket or token names. Given to another <see cref="TestSession"/>, it is a stolen one.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Name">Names the sign-in; equal names are one authenticated session.</param>
public sealed record TestSignIn(string User, string Name);

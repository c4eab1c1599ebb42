namespace ServerSessions.Simulation;

/// <summary>A made-up customer that the sample shop knows in Development and that simulated visitors sign in as.</summary>
/// <param name="Email">The login name.</param>
/// <param name="Name">The name shown.</param>
/// <param name="Password">The right password.</param>
public sealed record DemoAccount(string Email, string Name, string Password);

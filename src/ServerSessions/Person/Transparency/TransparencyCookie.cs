namespace ServerSessions;

/// <summary>A cookie of a <see cref="TransparencyDocument"/>.</summary>
/// <param name="Name">Its name over https.</param>
/// <param name="Why">What it contains, and what for.</param>
/// <param name="HowLong">How long the browser keeps it.</param>
public sealed record TransparencyCookie(string Name, string Why, string HowLong);

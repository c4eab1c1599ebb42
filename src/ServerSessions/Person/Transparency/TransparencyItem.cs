namespace ServerSessions;

/// <summary>A kind of data of a <see cref="TransparencyDocument"/>.</summary>
/// <param name="What">What is kept.</param>
/// <param name="Why">What for.</param>
/// <param name="HowLong">For how long.</param>
public sealed record TransparencyItem(string What, string Why, string HowLong);

namespace ServerSessions;

/// <summary>Something that the data has been used to improve, of a <see cref="TransparencyDocument"/>.</summary>
/// <param name="Name">The release or experiment.</param>
/// <param name="What">What became better.</param>
/// <param name="Since">Since when; null when it is not stated.</param>
public sealed record TransparencyUse(string Name, string What, DateTimeOffset? Since);

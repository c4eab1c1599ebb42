namespace ServerSessions;

/// <summary>A login that has no endpoint builder to mark.</summary>
/// <param name="Path">The request path, "/Identity/Account/Login", compared without regard to case.</param>
/// <param name="AccountField">The form field that names the account, "Input.Email".</param>
public sealed record LoginPath(string Path, string AccountField);

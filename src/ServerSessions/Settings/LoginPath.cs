namespace ServerSessions;

/// <summary>A login that is declared by path, because it has no endpoint builder.</summary>
/// <param name="Path">The request path, such as "/Identity/Account/Login"; case does not matter.</param>
/// <param name="AccountField">The form field that names the account, such as "Input.Email".</param>
public sealed record LoginPath(string Path, string AccountField);

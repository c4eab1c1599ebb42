namespace Storefront.People;

public sealed record Customer(string Email, string Name, string PasswordHash, bool IsAdmin = false);

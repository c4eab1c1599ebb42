namespace Storefront.Pages.Account;

public sealed record OrderLine(string Number, DateTimeOffset Placed, string Total);

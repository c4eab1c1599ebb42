
namespace ServerSessions.Simulation.Shop.Model;

/// <summary>
/// The sample shop in small: the same routes, statuses and login outcomes, without a server. A wrong password answers 200 with the form
/// again; the shop itself refuses to skip a step.
/// </summary>
internal static class ShopModel
{
    private const string Declined = "4000000000000002";

    private static readonly HashSet<string> Customers = [.. DemoAccounts.All.Select(account => account.Email)];

    public static ShopAnswer Answer(string step, bool isPost, string path, string query, ShopVisitor visitor, Func<string, string> field) => step switch
    {
        "home" => new(200, ShopPages.Home),
        "category" => Found(ShopPages.Category(Last(path))),
        "product" => Found(ShopPages.Product(Last(path))),
        "search" => new(200, ShopPages.Found(query.StartsWith("q=", StringComparison.Ordinal) ? query[2..] : "")),
        "cart" => new(200, visitor.HasBasket ? ShopPages.Cart : ShopPages.Plain),
        "cart.add" => Add(visitor, field("slug")),
        "wishlist.add" => ShopAnswer.To("/wishlist"),
        "checkout.address" => isPost ? Address(visitor, field("PostalCode")) : visitor.HasBasket ? new(200, ShopPages.Address) : ShopAnswer.To("/cart"),
        "checkout.payment" => isPost ? Pay(visitor, field("Number")) : visitor.HasAddress ? new(200, ShopPages.Payment) : ShopAnswer.To("/checkout/address"),
        "checkout.review" => Missing(visitor) is { } missing ? ShopAnswer.To(missing) : new(200, ShopPages.Review),
        "checkout.order" => Order(visitor),
        ShopEndpoints.SignIn => isPost ? SignIn(visitor, field("Email"), field("Password")) : new(200, ShopPages.SignIn),
        ShopEndpoints.SignOut => SignOut(visitor),
        "account" => visitor.Account is null ? Denied : new(200, ShopPages.Account),
        "account.password" => visitor.Account is null ? Denied : new(200, ShopPages.Plain),
        "account.switch" => visitor.Account is null ? Denied : new(200, ShopPages.Account, KeepsId: true),
        ShopEndpoints.Invoice => visitor.Account is null ? Refused("/account/sign-in") : Refused("/account/denied"),
        "GET /staff" or "GET /staff/orders" or "GET /staff/customers" or "GET /staff/refunds" => Refused(visitor.Account is null ? "/account/sign-in" : "/account/denied"),
        "GET /account/denied" => new(403, ShopPages.Plain),
        "contact" => new(200, ShopPages.Contact),
        ShopEndpoints.Contact => ShopAnswer.To("/contact/thanks"),
        "POST /api/visibility" => new(204),
        "GET /wp-login.php" or "GET /.env" => new(404),
        _ => new(200, ShopPages.Plain),
    };

    // Nobody has an invoice here, and nobody is staff.
    private static ShopAnswer Refused(string page) => ShopAnswer.To(page) with { Outcome = Outcome.Denied };

    private static ShopAnswer Denied => ShopAnswer.To("/account/sign-in") with { Outcome = Outcome.Denied };

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static ShopAnswer Found(string? page) => page is null ? new(404) : new(200, page);

    private static ShopAnswer Add(ShopVisitor visitor, string slug)
    {
        if (ShopPages.Product(slug) is null)
            return new(404);
        visitor.HasBasket = true;
        visitor.Total += ShopGoods.PriceOf(slug);
        return ShopAnswer.To("/cart");
    }

    private static ShopAnswer Address(ShopVisitor visitor, string code)
    {
        if (code.Length == 0)
            return new(400, ShopPages.Address, Field: "PostalCode");
        visitor.HasAddress = true;
        return ShopAnswer.To("/checkout/payment");
    }

    private static ShopAnswer Pay(ShopVisitor visitor, string card)
    {
        if (card == Declined)
        {
            visitor.Declined++;
            return new(400, ShopPages.Payment, Field: "Number");
        }

        visitor.HasPaid = true;
        return ShopAnswer.To("/checkout/review");
    }

    private static ShopAnswer Order(ShopVisitor visitor)
    {
        if (Missing(visitor) is { } missing)
            return ShopAnswer.To(missing);
        visitor.HasBasket = visitor.HasAddress = visitor.HasPaid = false;
        (visitor.Ordered, visitor.Total) = (visitor.Total, 0);
        return ShopAnswer.To("/checkout/orders/FF-1001");
    }

    private static string? Missing(ShopVisitor visitor) =>
        !visitor.HasBasket ? "/cart" : !visitor.HasAddress ? "/checkout/address" : !visitor.HasPaid ? "/checkout/payment" : null;

    private static ShopAnswer SignIn(ShopVisitor visitor, string email, string password)
    {
        if (!Customers.Contains(email) || password != DemoAccounts.Password)
            return new(200, ShopPages.SignIn, Login: LoginOutcome.Failed);
        visitor.Account = email;
        return ShopAnswer.To("/account") with { Login = LoginOutcome.Succeeded };
    }

    private static ShopAnswer SignOut(ShopVisitor visitor)
    {
        visitor.Account = null;
        return ShopAnswer.To("/");
    }
}

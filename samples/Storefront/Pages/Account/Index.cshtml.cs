using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServerSessions;
using Storefront.Goods;
using Storefront.Shopping;

namespace Storefront.Pages.Account;

[Authorize]
[SessionEvent("account")]
public sealed class IndexModel(ShopMemory memory) : PageModel
{
    public IReadOnlyList<OrderLine> Orders { get; private set; } = [];

    public void OnGet() => Orders =
    [
        .. memory.Orders(HttpContext)
            .Select(order => new OrderLine(order.Number, order.Placed, Product.Money(order.Basket.Total))),
    ];
}

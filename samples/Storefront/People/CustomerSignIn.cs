using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ServerSessions;
using Storefront.Shopping;

namespace Storefront.People;

internal static class CustomerSignIn
{
    public const string AdminRole = "admin";
    public const string StaffPolicy = "Staff";

    public static Task SignInCustomerAsync(this HttpContext context, Customer customer)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, customer.Email), new(ClaimTypes.Name, customer.Email), new(ClaimTypes.GivenName, customer.Name)];
        if (customer.IsAdmin)
            claims.Add(new Claim(ClaimTypes.Role, AdminRole));
        var hasOrdered = context.RequestServices.GetRequiredService<ShopMemory>().HasOrdered(customer.Email);
        context.GetTrackedSession()?.SetTrait("customer", hasOrdered ? "returning" : "new");
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        return context.SignInAsync(new ClaimsPrincipal(identity));
    }
}

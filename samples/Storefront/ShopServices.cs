using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Storefront.People;
using Storefront.Shopping;
using Storefront.Web;

namespace Storefront;

internal static class ShopServices
{
    public static IServiceCollection AddShop(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddRazorPages();
        services.AddControllersWithViews();
        services.AddValidation();
        // Before the framework's own writer, so that a browser gets its form again.
        services.AddSingleton<IProblemDetailsWriter, FormProblemWriter>();
        services.AddProblemDetails();
        // A form without its token answers 400 in Development too, as it does in production.
        services.Configure<RouteHandlerOptions>(handling => handling.ThrowOnBadRequest = false);
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddHealthChecks();

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/account/sign-in";
            cookie.LogoutPath = "/account/sign-out";
            cookie.AccessDeniedPath = "/account/denied";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddAuthorizationBuilder().AddPolicy("SessionAdmin", policy => policy.RequireRole(CustomerSignIn.AdminRole))
            .AddPolicy(CustomerSignIn.StaffPolicy, policy => policy.RequireRole(CustomerSignIn.AdminRole))
            .AddPolicy("Instructor", policy => policy.RequireRole(CustomerSignIn.AdminRole));

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IPasswordHasher<Customer>, PasswordHasher<Customer>>();
        services.AddSingleton<CustomerStore>();
        services.AddSingleton<ShopMemory>();
        return services;
    }
}

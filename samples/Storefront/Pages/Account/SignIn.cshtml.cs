using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using ServerSessions;
using Storefront.People;

namespace Storefront.Pages.Account;

[TrackLogin("email")]
[SessionEvent("account.sign-in")]
public sealed class SignInModel(CustomerStore customers) : PasswordPage
{
    [BindProperty, Required(ErrorMessage = "The email is missing."), StringLength(120)]
    public string? Email { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        if (customers.Verify(Email!, Password!) is not { } customer)
            return Wrong();
        await HttpContext.SignInCustomerAsync(customer);
        return GoOn("/account");
    }
}

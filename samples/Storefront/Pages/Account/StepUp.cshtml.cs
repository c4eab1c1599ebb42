using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using ServerSessions;
using Storefront.People;

namespace Storefront.Pages.Account;

/// <summary>Where a challenged session is sent (<c>Responses.ChallengePath</c>): the shop asks for the password again.</summary>
[SessionEvent("account.step-up")]
public sealed class StepUpModel(CustomerStore customers) : PasswordPage
{
    [BindProperty, StringLength(120)]
    public string? Email { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        // Who is signed in proves that it is him, and nobody else.
        var email = User.Identity?.Name ?? Email ?? "";
        if (customers.Verify(email, Password!) is not { } customer)
        {
            if (email.Length > 0)
                HttpContext.GetTrackedSession()?.LoginFailed(email);
            return Wrong();
        }

        if (User.Identity?.IsAuthenticated != true)
            await HttpContext.SignInCustomerAsync(customer);
        await HttpContext.PassChallengeAsync();
        return GoOn("/");
    }
}

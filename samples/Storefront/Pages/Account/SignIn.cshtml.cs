using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServerSessions;
using Storefront.People;

namespace Storefront.Pages.Account;

/// <summary>A wrong password answers 200 with the form again, as many applications do.</summary>
[TrackLogin("email")]
[SessionEvent("account.sign-in")]
public sealed class SignInModel(CustomerStore customers) : PageModel
{
    [BindProperty, Required(ErrorMessage = "The email is missing."), StringLength(120)]
    public string? Email { get; set; }

    [BindProperty, Required(ErrorMessage = "The password is missing."), StringLength(200)]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        if (customers.Verify(Email!, Password!) is not { } customer)
        {
            ModelState.AddModelError("", "This email and password do not belong together.");
            return Page();
        }
        await HttpContext.SignInCustomerAsync(customer);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/account");
    }
}

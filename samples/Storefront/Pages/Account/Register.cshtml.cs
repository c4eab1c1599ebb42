using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServerSessions;
using Storefront.People;

namespace Storefront.Pages.Account;

[SessionEvent("account.register")]
public sealed class RegisterModel(CustomerStore customers) : PageModel
{
    [BindProperty, Required(ErrorMessage = "What may we call you?"), StringLength(80)]
    public string? Name { get; set; }

    [BindProperty, Required(ErrorMessage = "The email is missing."), EmailAddress(ErrorMessage = "This is no email address."), StringLength(120)]
    public string? Email { get; set; }

    [BindProperty, Required(ErrorMessage = "The password is missing."), StringLength(200, MinimumLength = 12, ErrorMessage = "At least 12 characters.")]
    public string? Password { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        var customer = new Customer(Email!.Trim(), Name!.Trim(), customers.Hash(Password!));
        if (!customers.TryAdd(customer))
        {
            ModelState.AddModelError("", "No account could be made with this email.");
            return Page();
        }
        await HttpContext.SignInCustomerAsync(customer);
        return LocalRedirect("/account");
    }
}

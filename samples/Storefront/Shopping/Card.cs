using System.ComponentModel.DataAnnotations;

namespace Storefront.Shopping;

/// <summary>A card as typed. This shop charges no card; 4000000000000002 is declined, as in the test systems of payment providers.</summary>
public sealed record Card
{
    public const string Declined = "4000000000000002";

    [Required(ErrorMessage = "The card number is missing."), RegularExpression("[0-9 ]{13,23}", ErrorMessage = "13 to 19 digits; spaces are fine.")]
    public string? Number { get; init; }

    [Required(ErrorMessage = "Month and year are missing."), RegularExpression("(0[1-9]|1[0-2])/[0-9]{2}", ErrorMessage = "As on the card: 08/29.")]
    public string? Expires { get; init; }

    [Required(ErrorMessage = "The code is missing."), RegularExpression("[0-9]{3,4}", ErrorMessage = "The three or four digits on the card.")]
    public string? Code { get; init; }

    internal string Digits => (Number ?? "").Replace(" ", "", StringComparison.Ordinal);
}

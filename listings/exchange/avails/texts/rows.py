"""What is said about the cells of a row together, about rows that belong together, and about the shape of XML."""

from django.utils.translation import gettext_lazy as _

from listings.exchange.avails.texts.base import Rule, error_rule, warning_rule

RULES: dict[str, Rule] = {
    "end-before-start": error_rule(_("The end, {value}, is not after the start, {other}."), _("Correct one of them.")),
    "lag-alone": error_rule(
        _("{name} is {value}, but its window begins or ends on a date, not on a condition."),
        _("Empty it, or write a condition."),
    ),
    "price-missing": warning_rule(
        _("{other} usually has a price: PriceType and PriceValue are empty."), _("Fill both in, or write NA in both.")
    ),
    "price-half": error_rule(
        _("PriceType and PriceValue belong together; {name} is empty."), _("Fill both in, or write NA in both.")
    ),
    "price-currency": warning_rule(
        _("The price {value} has no currency."), _("Fill in PriceCurrency, for example CNY.")
    ),
    "price-na": warning_rule(
        _("PriceType is NA, so the price {value} means nothing."), _("Write NA as PriceValue too.")
    ),
    "tpr-open": error_rule(
        _("A temporary price needs an end, but End is {value}."), _("Write the last day of the price.")
    ),
    "tpr-type": warning_rule(
        _("TPRType is {value}, but the price is not a temporary one."),
        _("Write PriceType with TPR-, or empty TPRType."),
    ),
    "poest-lift": error_rule(
        _("A pre-order (POEST) needs a SuppressionLiftDate: the first day it may be announced."), _("Fill it in.")
    ),
    "preorder-only": error_rule(
        _("SpecialPreOrderFulfillDate is only for pre-orders, but the licence type is {other}."),
        _("Empty it, or write POEST as LicenseType."),
    ),
    "preorder-early": warning_rule(
        _("The pre-order is fulfilled on {value}, before its window begins on {other}."), _("Correct one of the dates.")
    ),
    "preorder-late": warning_rule(
        _("The pre-order is fulfilled on {value}, later than the sale, which begins on {other} (row {first})."),
        _("Correct one of the dates."),
    ),
    "bundle-only": error_rule(_("BundledALIDs is only for a Collection, but the work is {other}."), _("Empty it.")),
    "bundle-self": error_rule(_("The collection {value} lists itself."), _("Take it out of BundledALIDs.")),
    "refers-missing": error_rule(
        _("{other} belongs to another work, which only the Bonus layout or XML can name."), _("Leave the row out.")
    ),
    "asset-language-many": error_rule(
        _("Only SVOD may have several asset languages; {other} has {value}."), _("Make a row for each language.")
    ),
    "fulfilment-language": error_rule(
        _("{value} is required for fulfilment, but AssetLanguage does not have it."), _("Add it to AssetLanguage.")
    ),
    "language-held-back": error_rule(_("{value} is both allowed and held back."), _("Take it out of one of the two.")),
    "territory-in-out": error_rule(_("{value} is both included and excluded."), _("Take it out of one of the two.")),
    "territory-nothing-out": warning_rule(
        _("{value} is excluded, but it was not included either."), _("Check Territory and TerritoryExclusion.")
    ),
    "captions": warning_rule(
        _("Territory US needs CaptionIncluded: whether there are captions."), _("Write Yes or No.")
    ),
    "caption-exemption": warning_rule(
        _("Territory US needs a reason when there are no captions."), _("Write the reason, 1 to 6.")
    ),
    "differs": error_rule(
        _("{name} is “{value}”, but row {first} of the same ALID says “{other}”."),
        _("Make all rows of an ALID say the same."),
    ),
    "type-differs": error_rule(
        _("A {value} cannot share the ALID of a {other} (row {first})."), _("Give it an ALID of its own.")
    ),
    "asset-differs": error_rule(
        _("The ALID already stands for {other} (row {first}); this row says {value}."), _("Give it an ALID of its own.")
    ),
    "work-differs": error_rule(
        _("{value} is a {list} here, but a {other} in row {first}."), _("Use one work type for one content id.")
    ),
    "avail-id-twice": warning_rule(
        _("The AvailID {value} is also in row {first}."), _("Give each row an AvailID of its own.")
    ),
    "window-twice": warning_rule(_("The row says the same as row {first}."), _("Keep one of them.")),
    "window-overlap": warning_rule(
        _("The window overlaps that of row {first}: same work, territory, licence type and format in {value}."),
        _("Check both windows."),
    ),
    "all-past": warning_rule(
        _("All windows of this ALID are over. A Full Extract should name what is offered now or later."),
        _("Write Full Delete if nothing is offered any more."),
    ),
    "volume-overlap": error_rule(
        _("The volume has episode {value}, which is also in the volume of row {first}."),
        _("Correct the volumes' first episode and number of episodes."),
    ),
    "avail-broken": error_rule(
        _("The Avail has an error in line {other}, which keeps all its rows out."), _("Correct that error first.")
    ),
    "element-missing": error_rule(_("Line {line}: <{name}> is missing in <{other}>."), _("Add it.")),
    "element-order": error_rule(
        _("Line {line}: <{name}> is at the wrong place in <{other}>."),
        _("Elements have a fixed order; see the schema."),
    ),
    "element-unknown": error_rule(
        _("Line {line}: <{other}> has no element <{name}>."), _("Take it out; see the schema.")
    ),
    "element-twice": error_rule(_("Line {line}: <{other}> has <{name}> more than once."), _("Keep one.")),
    "element-empty": error_rule(_("Line {line}: <{name}> is empty."), _("Fill it in.")),
    "element-value": error_rule(_("Line {line}: “{value}” is not valid in <{name}>."), _("Write {list}.")),
    "attribute-missing": error_rule(_("Line {line}: <{other}> lacks its attribute {name}."), _("Add it.")),
    "metadata-kind": error_rule(
        _("Line {line}: {value} needs <{name}>, but has <{other}>."), _("Use the element of its work type.")
    ),
    "avail-type": error_rule(
        _("Line {line}: an Avail of type {value} needs {list}."), _("Correct AvailType or the assets.")
    ),
    "refers-only": error_rule(
        _("Line {line}: RefALID is only for supplements and promotions, but the type is {other}."), _("Take it out.")
    ),
}

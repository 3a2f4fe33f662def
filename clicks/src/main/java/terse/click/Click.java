package terse.click;

import org.jspecify.annotations.Nullable;

/**
 * A click after enrichment: what reports are made of. It holds nothing that leads back to a person
 * once the salt of its period is destroyed.
 *
 * @param at when it was answered, milliseconds since 1970 UTC (event time)
 * @param link the link clicked
 * @param owner the account that owns the link
 * @param visitor keyed visitor hash, 0 for none; not comparable across salt periods
 * @param salt number of the salt period
 * @param bot whether a program clicked (crawler, link preview, monitor, library)
 * @param tier what answered
 * @param micros server time in microseconds
 * @param country ISO 3166-1 alpha-2, null if unknown
 * @param region ISO 3166-2 subdivision code with its country, such as {@code DE-BE}, null if
 *     unknown
 * @param city English name, null if unknown
 * @param referrer host of the referring page, without {@code www.}, null for direct clicks
 * @param device {@code desktop}, {@code mobile}, {@code tablet}, {@code tv}, {@code other}; null if
 *     unknown
 * @param browser family, such as {@code Firefox}; null if unknown
 * @param os family, such as {@code Windows}; null if unknown
 * @param utmSource and the other four: UTM parameters of the short link's query, else of the target
 *     as far as the node knew it; null if absent; at most 128 characters each
 */
public record Click(
    long at,
    LinkRef link,
    int owner,
    long visitor,
    int salt,
    boolean bot,
    Tier tier,
    int micros,
    @Nullable String country,
    @Nullable String region,
    @Nullable String city,
    @Nullable String referrer,
    @Nullable String device,
    @Nullable String browser,
    @Nullable String os,
    @Nullable String utmSource,
    @Nullable String utmMedium,
    @Nullable String utmCampaign,
    @Nullable String utmTerm,
    @Nullable String utmContent) {}

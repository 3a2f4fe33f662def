package terse.server.web;

import java.util.random.RandomGenerator;
import terse.link.LinkCodes;
import terse.server.api.Addresses;
import terse.server.api.Parts;
import terse.server.redirect.TrustedProxies;
import terse.server.security.Sessions;

/**
 * Everything the pages are made of.
 *
 * @param parts what the API is made of too
 * @param secure whether people reach this server by https, so that cookies can ask for it
 * @param proxies whose word about a visitor's address is taken
 * @param random a source fit for secrets
 */
public record Site(
    Parts parts,
    LinkCodes codes,
    Addresses addresses,
    Sessions sessions,
    boolean secure,
    TrustedProxies proxies,
    RandomGenerator random) {}

package terse.server.redirect;

import java.time.InstantSource;

/** What all connections of the link listener share. */
record Site(
    ListenerSettings settings,
    DecisionCache cache,
    CodeReader codes,
    Advisor advisor,
    Hosts hosts,
    Freshness freshness,
    LoadTrouble trouble,
    InstantSource clock) {}

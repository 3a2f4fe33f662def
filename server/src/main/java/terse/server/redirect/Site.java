package terse.server.redirect;

import java.time.InstantSource;
import terse.visit.Visits;

/** What all connections of the link listener share. */
record Site(
    ListenerSettings settings,
    DecisionCache cache,
    CodeReader codes,
    Advisor advisor,
    Hosts hosts,
    Freshness freshness,
    Visits visits,
    LoadTrouble trouble,
    InstantSource clock) {}

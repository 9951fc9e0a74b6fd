"""Faults that we plant in sound pages: does the doctor find what Chromium cannot run?"""
